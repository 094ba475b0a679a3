import { install } from './install.js';

const script = document.currentScript;
install(window, new URL(script instanceof HTMLScriptElement ? script.src : location.href).origin);
