import module from 'node:module';
import v8 from 'node:v8';

// Before anything large is loaded, and only where Node has it (22.8 and later): what was compiled once is kept.
module.enableCompileCache?.();
// Every text is garbage as soon as it is checked. V8 would rather grow than collect it.
v8.setFlagsFromString('--semi-space-growth-factor=1');
await import('./serve.ts');
