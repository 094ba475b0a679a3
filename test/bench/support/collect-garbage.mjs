// Imported into a measured server (node --expose-gc --import): SIGUSR2 collects garbage, so that memory is comparable.
const ROUNDS = 4;
process.on('SIGUSR2', () => {
  for (let turn = 0; turn < ROUNDS; turn += 1) setTimeout(() => globalThis.gc({ type: 'major', execution: 'sync' }), turn * 100);
});
