import type { Detector } from '../engine/detector.ts';
import { credentialDetector } from './credential/credential.ts';
import { dependencyDetector } from './dependency/detector.ts';
import { noPackages, type PackageTable } from './dependency/packageTable.ts';
import { anyPackage, type PackagePolicy } from './dependency/policy.ts';
import { documentDetector } from './document/document.ts';
import { grantDetector } from './grant/detector.ts';
import { type IamTable, noIam } from './grant/iamTable.ts';
import type { LinearEngine } from './pattern/matcher.ts';
import { patternDetector } from './pattern/pattern.ts';
import { structureDetector } from './structure/structure.ts';

/**
 * All the ways to find something.
 * @param packages the table of much-used packages; where none is handed in, no name of a package is unknown
 * @param iam what is known of the permissions of clouds; where none is handed in, no action is unknown or could be narrowed
 * @param policy what the team says of packages
 */
export function detectors(
  linear?: LinearEngine,
  packages: () => PackageTable = () => noPackages,
  iam: () => IamTable = () => noIam,
  policy: PackagePolicy = anyPackage,
): Detector[] {
  return [
    patternDetector(linear) as Detector,
    credentialDetector as Detector,
    structureDetector as Detector,
    dependencyDetector(packages, policy) as Detector,
    documentDetector as Detector,
    grantDetector(iam) as Detector,
  ];
}
