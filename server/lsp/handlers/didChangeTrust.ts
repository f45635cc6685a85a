import type { TrustParams } from '../../protocol.ts';
import type { Context } from '../context.ts';
import { rulesChanged } from '../rulesChanged.ts';

/** The person trusts the workspace now, or does not any more. */
export function didChangeTrust({ trusted }: TrustParams, context: Context): void {
  if (context.session.state().trusted !== trusted) rulesChanged({ trusted }, context);
}
