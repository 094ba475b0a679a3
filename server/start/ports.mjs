import { createServer } from 'node:net';
import { Failure } from './failure.mjs';

/**
 * Tries an address by listening on it for a moment.
 * @param {string} host
 * @param {number} port 0 for any free one
 * @returns {Promise<number>} the port; rejects with the fault of the operating system
 */
export function tryPort(host, port) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ host, port, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port));
    });
  });
}

/**
 * Refuses an address that cannot be served, in one sentence.
 * @param {string} host
 * @param {number} port
 */
export async function requireFreePort(host, port) {
  try {
    await tryPort(host, port);
  } catch (error) {
    if (error.code === 'EADDRINUSE') throw new Failure(`Port ${port} on ${host} is in use by another program; choose another with PORT.`);
    if (error.code === 'EACCES') throw new Failure(`Port ${port} may not be opened by this user; choose one above 1023 with PORT.`);
    throw new Failure(`This machine cannot listen on ${host}:${port} (${error.code}); check HOST and PORT.`);
  }
}

/**
 * The port the database had before if it is still free, else another.
 * @param {number | undefined} remembered
 */
export async function freeLocalPort(remembered) {
  if (remembered !== undefined) {
    try {
      return await tryPort('127.0.0.1', remembered);
    } catch (error) {
      if (error.code !== 'EADDRINUSE') throw error;
    }
  }
  return tryPort('127.0.0.1', 0);
}
