import type { Match } from './finding.ts';
import type { KeywordHits } from './keywordHits.ts';
import type { Rule } from './rule.ts';
import type { Source } from './source.ts';

/** One of the ways to find something; knows the `detect` part of its rules. Pure, and handed to the ruleset. */
export interface Detector<Detect extends { readonly kind: string } = { readonly kind: string }> {
  readonly kind: Detect['kind'];
  /** Its probes look at the whole text where a keyword occurs at all, and need not know where. */
  readonly anywhere?: true;
  /** Makes a probe from a compiled rule. Called once a rule, when its keywords first occur in some text. */
  prepare(rule: Rule<Detect>): Probe;
}

/** Looks for one rule in one source. `hits` tells where the rule's keywords stand; empty for rules without keywords. */
export type Probe = (source: Source, hits: KeywordHits) => Iterable<Match>;
