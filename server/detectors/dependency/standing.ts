import type { Project } from '../../engine/project.ts';
import type { Dependency } from './dependency.ts';
import { normalised } from './normalised.ts';
import type { PackageTable } from './packageTable.ts';

/** How a package looks to somebody who asks nobody. */
export type Standing =
  /** The project has it, it comes with the language, or many use it. */
  | { readonly kind: 'known' }
  /** Nobody here knows it. */
  | {
      readonly kind: 'unknown';
      /** The much-used package that its name is one slip away from. */
      readonly near?: string;
      /** Whether there is a project that could know it. */
      readonly within: 'project' | 'nothing';
    };

const known: Standing = { kind: 'known' };

/** What is known of a package that a program imports. */
export function standingOfImport(dependency: Dependency, table: PackageTable, project: Project | undefined): Standing {
  const { ecosystem, name } = dependency;
  switch (ecosystem) {
    case 'npm':
      if (table.npm.has(name) || table.nodeBuiltins.has(name) || isProvided(name)) return known;
      if (holds(project, 'npm', name) || holds(project, 'npm', typesOf(name))) return known;
      return project?.isLocal('npm', name) ? known : unknown(name, table.npm.near, project, 'npm');
    case 'pypi':
      return standingOfModule(name, table, project);
    case 'go': {
      const isKnown = prefixes(name).some((prefix) => table.go.has(prefix) || holds(project, 'go', prefix));
      return isKnown || wellKnownHosts.test(name) ? known : unknown(name, noneNear, project, 'go');
    }
    case 'cargo': {
      const names = [name, name.replaceAll('_', '-')];
      return names.some((one) => holds(project, 'cargo', one)) || project?.isLocal('cargo', name)
        ? known
        : unknown(name, noneNear, project, 'cargo');
    }
    case 'gem': {
      const names = [name, name.replaceAll('_', '-'), name.split('-')[0]!];
      const isKnown = names.some((one) => table.gem.has(one) || holds(project, 'gem', one));
      return isKnown || project?.isLocal('gem', name) ? known : unknown(name, table.gem.near, project, 'gem');
    }
    default:
      return known;
  }
}

/** What is known of a package that a manifest or a command names; being in the manifest is no merit here. */
export function standingOfEntry(
  { ecosystem, name }: Dependency,
  table: PackageTable,
  project: Project | undefined,
): Standing {
  switch (ecosystem) {
    case 'npm':
      if (table.npm.has(name) || project?.holds('npm', name) || project?.isLocal('npm', name)) return known;
      if (name.startsWith('@types/') && (table.npm.has(untyped(name)) || project?.holds('npm', untyped(name))))
        return known;
      return unknown(name, table.npm.near, project, 'npm', true);
    case 'pypi': {
      const normal = normalised(name);
      return table.pypi.has(normal) || project?.holds('pypi', normal)
        ? known
        : unknown(normal, table.pypi.near, project, 'pypi', true);
    }
    case 'gem':
      return table.gem.has(name) || project?.holds('gem', name)
        ? known
        : unknown(name, table.gem.near, project, 'gem', true);
    case 'go':
    case 'cargo':
    case 'composer':
      // Without a table of them, only a lockfile can tell, and it is written by who looked the package up.
      return known;
    default:
      return known;
  }
}

/** For names of which there is no table. */
const noneNear = () => undefined;

function holds(project: Project | undefined, ecosystem: string, name: string): boolean {
  return project !== undefined && (project.declares(ecosystem, name) || project.holds(ecosystem, name));
}

function unknown(
  name: string,
  nearTo: (name: string) => string | undefined,
  project: Project | undefined,
  ecosystem: string,
  entry = false,
): Standing {
  const near = nearTo(name);
  const asked = entry ? project?.isResolved(ecosystem) : project?.has(ecosystem);
  return { kind: 'unknown', within: asked ? 'project' : 'nothing', ...(near ? { near } : {}) };
}

function standingOfModule(module: string, table: PackageTable, project: Project | undefined): Standing {
  // By far the most: what comes with Python, and what is installed under the name that it is imported by.
  if (table.pythonModules.has(module) || table.pypi.has(module)) return known;
  const normal = normalised(module);
  const installed = table.pythonImports.get(module);
  if (module.startsWith('_') || installed !== undefined) return known;
  if (spellings(normal).some((name) => table.pypi.has(name))) return known;
  // `google.cloud` is no package of that name, but the front part of many.
  if (namespaces.has(module)) return known;
  if (spellings(normal).some((name) => holds(project, 'pypi', name))) return known;
  if (project?.declared('pypi').some((name) => mayBring(name, normal))) return known;
  return project?.isLocal('pypi', module) ? known : unknown(normal, table.pypi.near, project, 'pypi');
}

/** Whether a distribution seems to be named after the module: `acme-geo-client` brings `geo_client`. */
function mayBring(distribution: string, module: string): boolean {
  return module.length >= 4 && distribution.replaceAll('-', '').includes(module.replaceAll('-', ''));
}

/** The names under which a module is often published. */
function spellings(module: string): readonly string[] {
  return [
    module,
    `python-${module}`,
    `py${module}`,
    `py-${module}`,
    `${module}-python`,
    `${module}-py`,
    `${module}-sdk`,
  ];
}

const namespaces: ReadonlySet<string> = new Set(
  (
    'google azure zope plone sphinxcontrib backports jaraco ruamel opentelemetry mpl_toolkits airflow_providers odoo ' +
    'openerp sap pkg_resources setuptools pip distutils conftest gi bpy bmesh mathutils maya pymel hou nuke unreal arcpy ' +
    'idaapi idc idautils ida_kernwin binaryninja ghidra lldb gdb apport apt apt_pkg dbus uno pythoncom win32api win32con ' +
    'win32gui pywintypes machine micropython utime ujson uos usocket network board busio digitalio adafruit_bus_device ' +
    'dbutils pyspark_gateway js pyodide ansible_collections ansible_module scribus FreeCAD Part c4d sublime sublime_plugin ' +
    'weechat xbmc xbmcgui xbmcaddon xbmcplugin xbmcvfs qgis processing osgeo ROOT vtk vim supervisely'
  ).split(' '),
);

const wellKnownHosts =
  /^(?:golang\.org|google\.golang\.org|cloud\.google\.com|go\.(?:uber|opencensus|mongodb|etcd|opentelemetry|starlark)|gopkg\.in|k8s\.io|sigs\.k8s\.io|knative\.dev|istio\.io|gorm\.io|filippo\.io|mvdan\.cc|honnef\.co|modernc\.org|gonum\.org)/;

/** `a.b/c/d`, `a.b/c`: a module's path is the front part of its packages' paths. */
function prefixes(path: string): string[] {
  const parts = path.split('/');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('/'));
}

/** `name` is `@types/name`, `@scope/name` is `@types/scope__name`. */
function typesOf(name: string): string {
  return `@types/${name.replace(/^@/, '').replace('/', '__')}`;
}

function untyped(name: string): string {
  const bare = name.slice('@types/'.length);
  return bare.includes('__') ? `@${bare.replace('__', '/')}` : bare;
}

/** What the program's host hands it, and no registry has. */
function isProvided(name: string): boolean {
  return /^(?:vscode|electron|bun|deno|k6|lwc|c|uxp|photoshop|indesign|frida|server-only|client-only|aws-sdk|virtual|builtin|src|app|test|tests|lib|static|assets|styles|scenes|rollup-plugin-.*)$|^@(?:theme|site|generated|docusaurus|theme-original|theme-init|ember|salesforce|ohos|system|minecraft|girs|oclif\/test)\//.test(
    name,
  );
}
