import module from 'node:module';

// Before anything large is loaded, and only where Node has it (22.1 and later): what was compiled once is kept.
module.enableCompileCache?.();
await import('./serve.ts');
