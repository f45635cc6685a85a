/** The disk, as far as it tells what packages a project has. Paths are absolute, joined with forward slashes. */
export interface ProjectDisk {
  /** The names in a folder, those of folders with a slash at the end; empty where there is no such folder. */
  readonly names: (folder: string) => readonly string[];
  /** The text of a file; undefined where there is none, or it is no text. */
  readonly read: (path: string) => string | undefined;
}
