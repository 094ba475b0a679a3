import type { WidgetEvent, WidgetListener } from '../api.types.js';

/** Every event is a DOM event `aftercare:<name>` on the window, so a throwing listener is reported there and harms nobody else. */
export function createEmitter(target: EventTarget) {
  const known: [string, unknown, EventListener][] = [];
  const typeOf = (name: string) => `aftercare:${name}`;
  return {
    on<E extends WidgetEvent>(name: E, listener: WidgetListener<E>) {
      const hear = (event: Event) => listener(Reflect.get(event, 'detail'));
      known.push([name, listener, hear]);
      target.addEventListener(typeOf(name), hear);
    },
    /** Without a listener: all of that event. */
    off<E extends WidgetEvent>(name: E, listener?: WidgetListener<E>) {
      for (const [event, given, hear] of known) {
        if (event === name && (!listener || given === listener)) target.removeEventListener(typeOf(name), hear);
      }
    },
    emit: (name: string, detail?: unknown) => target.dispatchEvent(new CustomEvent(typeOf(name), { detail })),
  };
}
export type Emitter = ReturnType<typeof createEmitter>;
