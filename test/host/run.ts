import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runTests, TestRunFailedError } from '@vscode/test-electron';
import { packageExtension } from '../../scripts/package.ts';
import { createExampleWorkspace } from '../../scripts/vscode/exampleWorkspace.ts';
import { scratchFolder } from '../../scripts/vscode/folders.ts';
import { bundleHostTests, type HostTests } from './bundle.ts';
import { borrowDesktopHands } from './desktopHands.ts';
import { chooseHost, type Host } from './hosts.ts';

type Suite = keyof HostTests['suites'];

/**
 * Runs the tests in a real VS Code, in which the packaged extension is installed: first in a trusted workspace, then in
 * Restricted Mode. Returns an exit code.
 */
export async function runHostTests(): Promise<number> {
  const vsix = process.env.HANDRAIL_VSIX ?? (await packageExtension());
  const host = await chooseHost();
  const tests = await bundleHostTests();
  const codes = [await runSuite('trusted', vsix, host, tests)];
  // The desktop takes no wish for Restricted Mode from test-electron, which always switches workspace trust off.
  if (host.kind === 'served') codes.push(await runSuite('restricted', vsix, host, tests));
  return Math.max(...codes);
}

async function runSuite(suite: Suite, vsix: string, host: Host, tests: HostTests): Promise<number> {
  console.log(`\nVS Code (${host.kind}), ${suite} workspace`);
  const home = scratchFolder('host', suite);
  rmSync(home, { recursive: true, force: true });
  const folders = { userData: join(home, 'data'), extensions: join(home, 'extensions') };
  mkdirSync(join(folders.userData, 'User'), { recursive: true });
  writeFileSync(join(folders.userData, 'User', 'settings.json'), JSON.stringify(settings, undefined, 2));
  const workspace = join(home, 'workspace');
  createExampleWorkspace(workspace);
  host.install(vsix, folders);
  const hands = host.kind === 'desktop' ? await borrowDesktopHands(folders.userData) : undefined;
  try {
    return await runTests({
      vscodeExecutablePath: host.executable,
      extensionDevelopmentPath: tests.assistant,
      extensionTestsPath: tests.suites[suite],
      extensionTestsEnv: { ...hands?.env, ...picturesFolder() },
      launchArgs: [
        workspace,
        `--user-data-dir=${folders.userData}`,
        `--extensions-dir=${folders.extensions}`,
        ...(suite === 'restricted' ? ['--restricted'] : []),
        ...(hands?.flags ?? []),
      ],
    });
  } catch (error) {
    if (error instanceof TestRunFailedError) return error.code ?? 1;
    throw error;
  } finally {
    hands?.close();
  }
}

/** Where the pictures for the README go when somebody asks for new ones. */
function picturesFolder(): Record<string, string> {
  const wanted = process.env.HANDRAIL_PICTURES;
  if (!wanted) return {};
  mkdirSync(wanted, { recursive: true });
  return { HANDRAIL_PICTURES: resolve(wanted) };
}

/** A quiet window: nothing but the editor's own behaviour and ours. */
const settings = {
  'breadcrumbs.enabled': false,
  'chat.disableAIFeatures': true,
  'editor.fontSize': 15,
  'editor.hover.above': false,
  'editor.links': false,
  'editor.minimap.enabled': false,
  'editor.padding.top': 16, // A picture's margin shows nothing of the tabs above.
  'editor.stickyScroll.enabled': false,
  // Otherwise F8 stops at TypeScript's own errors first, and Tab at its suggestions.
  'typescript.validate.enable': false,
  'javascript.validate.enable': false,
  'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' },
  'editor.suggestOnTriggerCharacters': false,
  'editor.wordBasedSuggestions': 'off',
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'security.workspace.trust.banner': 'never',
  'security.workspace.trust.startupPrompt': 'never',
  'telemetry.telemetryLevel': 'off',
  'window.commandCenter': false,
  'workbench.colorTheme': 'Default Light Modern',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

if (import.meta.main) {
  process.exitCode = await runHostTests().catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  });
}
