import type { Detector } from '../engine/detector.ts';
import { credentialDetector } from './credential/credential.ts';
import { dependencyDetector } from './dependency/detector.ts';
import { noPackages, type PackageTable } from './dependency/packageTable.ts';
import { documentDetector } from './document/document.ts';
import type { LinearEngine } from './pattern/matcher.ts';
import { patternDetector } from './pattern/pattern.ts';
import { structureDetector } from './structure/structure.ts';

/**
 * All the ways to find something.
 * @param packages the table of much-used packages; where none is handed in, no name of a package is unknown
 */
export function detectors(linear?: LinearEngine, packages: () => PackageTable = () => noPackages): Detector[] {
  return [
    patternDetector(linear) as Detector,
    credentialDetector as Detector,
    structureDetector as Detector,
    dependencyDetector(packages) as Detector,
    documentDetector as Detector,
  ];
}
