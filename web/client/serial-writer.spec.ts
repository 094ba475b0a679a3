import { createSerialWriter } from './serial-writer.js';

/** A store whose answers come when the test says so. */
function slowStore() {
  const log: string[] = [];
  const answers: { done: () => void; fail: () => void }[] = [];
  let pauseOver: () => void = () => undefined;
  const writer = createSerialWriter<string>(
    (value) => {
      log.push(value);
      return new Promise((resolve, reject) => answers.push({ done: resolve, fail: () => reject(new Error('offline')) }));
    },
    (then) => {
      pauseOver = then;
      return () => (pauseOver = () => undefined);
    },
  );
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return {
    log,
    writer,
    endPause: () => pauseOver(),
    answer: async (how: 'done' | 'fail' = 'done') => {
      answers.shift()?.[how]();
      await settled();
    },
  };
}

it('writes once after a pause, and only the latest', () => {
  const { log, writer, endPause } = slowStore();
  for (const text of ['h', 'he', 'hey']) writer.change(text);
  expect(log).toEqual([]);
  endPause();
  expect(log).toEqual(['hey']);
});

it('never has two writes at once: a delete lands after the save before it', async () => {
  const { log, writer, endPause, answer } = slowStore();
  writer.change('hello');
  endPause();
  writer.change('');
  const flushed = writer.flush();
  expect(log).toEqual(['hello']);
  await answer();
  expect(log).toEqual(['hello', '']);
  await answer();
  await flushed;
  expect(writer.idle()).toBe(true);
});

it('keeps what could not be saved and tries it again with the next flush', async () => {
  const { log, writer, answer } = slowStore();
  writer.change('hello');
  void writer.flush();
  await answer('fail');
  expect(writer.idle()).toBe(false);
  void writer.flush();
  await answer();
  expect([log, writer.idle()]).toEqual([['hello', 'hello'], true]);
});

it('prefers newer words to those that failed', async () => {
  const { log, writer, answer } = slowStore();
  writer.change('old');
  void writer.flush();
  writer.change('new');
  await answer('fail');
  void writer.flush();
  await answer();
  expect(log).toEqual(['old', 'new']);
});
