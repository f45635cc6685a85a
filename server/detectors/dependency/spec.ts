/** The `detect` part of a rule that speaks of dependencies, whatever they are written in. */
export interface DependencySpec {
  readonly kind: 'dependency';
  /** Where the text asks for packages. */
  readonly in: readonly DependencyPlace[];
  /** What is wrong with them. */
  readonly that: DependencyFault;
}

/**
 * - `imports`: of a program
 * - `manifests`: the entries of `package.json`, `requirements.txt`, `pyproject.toml`, `go.mod`, …
 * - `installs`: commands such as `pip install`, in Dockerfiles, scripts and pipelines
 * - `actions`: what workflows of GitHub use
 * - `images`: of containers
 */
export type DependencyPlace = 'imports' | 'manifests' | 'installs' | 'actions' | 'images';

/**
 * - `unknown`: neither the project nor the table of much-used packages knows it
 * - `misspelt`: one slip of the pen away from a much-used one, and unknown otherwise
 * - `unpinned`: which version it is, is not said
 * - `remote`: from an address or repository, without a commit
 * - `retired`: its owner gave it up, or it was taken over
 * - `licence`: it is installed under a licence that the team's list does not name
 */
export type DependencyFault = 'unknown' | 'misspelt' | 'unpinned' | 'remote' | 'retired' | 'licence';

export const dependencyPlaces: readonly DependencyPlace[] = ['imports', 'manifests', 'installs', 'actions', 'images'];
export const dependencyFaults: readonly DependencyFault[] = [
  'unknown',
  'misspelt',
  'unpinned',
  'remote',
  'retired',
  'licence',
];
