import assert from 'node:assert/strict';
import { lex } from '../../../server/fixes/javascript/lex.ts';
import { literalAt } from '../../../server/fixes/javascript/literal.ts';
import { roleRefusal } from '../../../server/fixes/javascript/role.ts';
import { isRefusal } from '../../../server/fixes/refusal.ts';

/** In these programs, an expression can take the place of the texts that begin with `v`, and of no other. */
const programs: Readonly<Record<string, string>> = {
  'types and values': `
import type { A } from 'n1';
import b, { c, 'n2' as d } from "n3" with { type: 'n4' };
const e = require('v1');
export * as f from 'n5';
export { g } from 'n6';
export type { H } from 'n7';
import 'n8';
type I = 'n9' | \`n10\` | { k: 'n11'; 'n12'?: 'n13' };
type J<T = 'n14'> = T extends 'n15' ? ['n16', 'n17'] : ('n18' | 'n19')[];
type K = (l: 'n20', m?: 'n21') => 'n22';
type N = Map<string, 'n23'> & Record<'n24', typeof o>;
interface P<T extends object = {}> extends Q<'n25'> { 'n26': 'n27'; r(s: 'n28'): asserts s is 'n29' }
declare const t: readonly 'n30'[];
let u: 'n31' = 'v2', w: unknown = 'v3' as 'n32';
const x = y ? 'v4' : 'v5', z = y ? { a: 'v6' } : ['v7', y ? 'v8' : 'v9'];
const aa = (bb: 'n33', cc = 'v10'): 'n34' => 'v11';
const dd = async (ee: string): Promise<'n35'> => ({ ff: 'v12', 'n36': \`v13\` });
const gg = <T extends 'n37'>(hh: T) => hh satisfies 'n38';
function ii(jj: { kk: 'n39' } = { kk: 'v14' }, ...ll: 'n40'[]): asserts jj is 'n41' { return mm('v15', nn<'n42'>('v16')); }
abstract class OO<T = 'n43'> extends pp('v17') implements QQ<'n44'> {
  rr: 'n45' = 'v18';
  private readonly ss = 'v19';
  'n46' = 'v20';
  ['v21'] = 1;
  static { tt('v22'); }
  constructor(private uu: 'n47' = 'v23') { super(); }
  get vv(): 'n48' { return 'v24'; }
  'n49'() { return this.ww!['n50']!('v25'); }
  async *xx<T = 'n51'>(yy: T) { yield 'v26'; await 'v27'; }
}
enum ZZ { A = 'n52', 'n53' = 1 }
namespace AB { export const ac = 'v28'; }
declare module 'n54' { const ad: 'n55'; }
switch (ae) { case 'v29': af('v30'); break; default: throw 'v31'; }
label: for (const ag of ['v32', 'v33']) { if (ag !== 'v34' && !['v35'].includes(ag)) continue label; }
const ah = <const>'n56', ai = <string>'v36', aj = 'n57' as const, ak = { al: 'v37' } as const;
am['n58']['v38' + an] = ao?.['n59'] ?? ap?.('v39');
const aq = ar\`n60\`, as = at.au\`n61\${'v40'}n62\`, av = \`v41\${aw}v42\`, ax = typeof \`v43\`;
export default { ay: 'v44', az() { return 'v45'; }, get ba() { return 'v46'; }, async *bb() {}, ['v47']: 'v48' };
try { bc('v49'); } catch { bd = 'v50'; } finally { be ||= 'v51'; }
if (bf < bg && bh > 'v52') bi = bj / 2 > 1 ? /'n63/.source : "v53";
const { bk = 'v54', 'n64': bl } = bm, [bn = 'v55'] = bo;
@Component({ selector: 'v56' }) export class BP { @Input('v57') bq = 'v58'; }
'v65'.split(',');
void 'v59', delete br['n66'], bs in 'v60', new BT('v61');
`,
  'directives and statements': `'n1';
"n2"
function a() { 'n3'; return 'v1' }
if (b) 'n4';
c = () => { 'n5' }
`,
};

describe('a text in TypeScript', () => {
  for (const [name, program] of Object.entries(programs)) {
    it(`can be an expression, or not: ${name}`, () => {
      const tokens = lex(program, true, false)!;
      const texts = [...program.matchAll(/["'`}]([nv]\d+)(?=["'`$])/g)];
      assert.ok(texts.length > 5);
      const judged = texts.map(({ index, 1: text }) => {
        const span = { start: index + 1, end: index + 1 + text!.length };
        const literal = literalAt(tokens, span);
        const refused = isRefusal(literal) || roleRefusal(tokens, literal) !== undefined;
        return refused === text!.startsWith('n') ? text : `${text}, judged wrongly`;
      });
      assert.deepEqual(
        judged,
        texts.map(({ 1: text }) => text),
      );
    });
  }

  it('is not read where something is not closed', () => {
    for (const program of [
      'f(',
      '}',
      '(]',
      '"a\n"',
      "'a",
      '`a',
      '`${a`',
      '/* a',
      '<a',
      '<a>',
      '<a b=c>',
      '<a></',
      'a = \\',
    ]) {
      assert.equal(lex(program, false, true), undefined, program);
    }
  });
});
