import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
export interface IcsServer {
  readonly url: string;
  /** What it was asked for, in order. */
  readonly asked: string[];
  answer(path: string, answer: Answer | string): void;
  close(): Promise<void>;
}

/** A web server on loopback that serves calendars, and whatever else a test wants it to do. */
export async function icsServer(): Promise<IcsServer> {
  const answers = new Map<string, Answer | string>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    const answer = answers.get(path);
    if (answer === undefined) response.writeHead(404).end();
    else if (typeof answer === 'string') response.writeHead(200, { 'content-type': 'text/calendar' }).end(answer);
    else answer(request, response);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    answer: (path, answer) => void answers.set(path, answer),
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

/** A calendar of whole days, as date and name. */
export const icsOf = (days: Readonly<Record<string, string>>): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...Object.entries(days).flatMap(([date, name]) => ['BEGIN:VEVENT', `DTSTART;VALUE=DATE:${date.replaceAll('-', '')}`, `SUMMARY:${name}`, 'END:VEVENT']), 'END:VCALENDAR', ''].join('\r\n');
