import type { Detector } from '../engine/detector.ts';
import { credentialDetector } from './credential/credential.ts';
import type { LinearEngine } from './pattern/matcher.ts';
import { patternDetector } from './pattern/pattern.ts';
import { structureDetector } from './structure/structure.ts';

/** All the ways to find something. */
export function detectors(linear?: LinearEngine): Detector[] {
  return [patternDetector(linear) as Detector, credentialDetector as Detector, structureDetector as Detector];
}
