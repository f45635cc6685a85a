/**
 * What is known of the packages of the project that a text belongs to. The engine reads no disk: a shell hands it in
 * with the source. Answers are looked up when they are asked for, so that a text without a question costs nothing.
 * Ecosystems are named `npm`, `pypi`, `go`, `cargo`, `gem`, `composer`.
 */
export interface Project {
  /** Whether some manifest of the ecosystem holds for the text. */
  readonly has: (ecosystem: string) => boolean;
  /** Whether there is a lockfile or an installed tree to look a package up in. */
  readonly isResolved: (ecosystem: string) => boolean;
  /** Whether a manifest names the package. */
  readonly declares: (ecosystem: string, name: string) => boolean;
  /** All that manifests name, as the ecosystem compares names. */
  readonly declared: (ecosystem: string) => readonly string[];
  /** Whether a lockfile names the package, it is installed, or it is one of the project's own. */
  readonly holds: (ecosystem: string, name: string) => boolean;
  /** Whether an import by that name finds a file or folder of the project, or an alias that its settings define. */
  readonly isLocal: (ecosystem: string, module: string) => boolean;
  /** The version that the lockfile settled on. */
  readonly version: (ecosystem: string, name: string) => string | undefined;
  /** The licence that the installed package names, as it writes it. */
  readonly licence: (ecosystem: string, name: string) => string | undefined;
}
