import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { requireProgram } from './program.ts';

/** The path of a Chromium, Chrome or Edge in which the workbench can be shown without a screen. */
export function requireChromium(): string {
  return requireProgram({
    title: 'Chromium',
    variable: 'HANDRAIL_CHROMIUM',
    commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'],
    places: [chromium.executablePath(), ...macPlaces, ...windowsPlaces()],
    debianPackage: 'chromium',
  });
}

const macPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

function windowsPlaces(): string[] {
  const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) => process.env[name]);
  return roots.flatMap((root) =>
    root
      ? [
          join(root, 'Google', 'Chrome', 'Application', 'chrome.exe'),
          join(root, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
        ]
      : [],
  );
}
