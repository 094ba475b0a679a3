// Loaded into the application before it: an application without its supervisor would hold the port and use the database
// while the next start tries to do the same. The channel closes however the supervisor ends.
if (process.connected) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel?.unref();
}
