import { createStore, useStore } from './store.js';

let offset = 0;
/** The server's clock decides how long somebody waits; a wrong clock on a desk must not. */
export const setServerTime = (iso: string): void => {
  offset = Date.parse(iso) - Date.now();
};
export const serverNow = (): number => Date.now() + offset;

const seconds = createStore(Math.floor(serverNow() / 1000));
let watchers = 0;
let timer = 0;
const ticking = {
  ...seconds,
  subscribe: (listener: () => void) => {
    const stop = seconds.subscribe(listener);
    watchers += 1;
    if (watchers === 1) {
      seconds.set(Math.floor(serverNow() / 1000));
      timer = window.setInterval(() => seconds.set(Math.floor(serverNow() / 1000)), 1000);
    }
    return () => {
      stop();
      watchers -= 1;
      if (watchers === 0) window.clearInterval(timer);
    };
  },
};

/** The server's time in whole seconds; only what is on screen and counting should ask. One timer serves all. */
export const useSeconds = (): number => useStore(ticking);
