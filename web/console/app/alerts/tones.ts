export const TONES = ['chime', 'knock', 'drop', 'bell'] as const;
export type Tone = (typeof TONES)[number];

/** Notes of each tone: from which second, how long, from what pitch to what pitch, in what wave. */
const NOTES: Record<Tone, readonly (readonly [at: number, seconds: number, from: number, to: number, wave: OscillatorType])[]> = {
  chime: [
    [0, 0.28, 659, 659, 'sine'],
    [0.14, 0.5, 988, 988, 'sine'],
  ],
  knock: [
    [0, 0.08, 190, 110, 'triangle'],
    [0.14, 0.1, 190, 110, 'triangle'],
  ],
  drop: [[0, 0.22, 880, 440, 'sine']],
  bell: [
    [0, 0.9, 784, 784, 'sine'],
    [0, 0.5, 1568, 1568, 'sine'],
    [0, 0.3, 2352, 2352, 'sine'],
  ],
};

let made: AudioContext | null = null;

/** Browsers let nothing sound before somebody has touched the page, and warn of a context that is made too early. */
function audible(): AudioContext | null {
  if (!navigator.userActivation.hasBeenActive) return null;
  made ??= new AudioContext();
  // Some suspend it when the machine has slept.
  if (made.state !== 'running') void made.resume().catch(() => undefined);
  return made;
}

/** Plays a tone, made on the spot. Before the page was touched it stays silent. @param volume 0 to 100 */
export function play(tone: Tone, volume: number): void {
  const context = volume > 0 ? audible() : null;
  if (!context) return;
  const start = context.currentTime + 0.01;
  for (const [at, seconds, from, to, wave] of NOTES[tone]) {
    const [voice, loudness] = [context.createOscillator(), context.createGain()];
    voice.type = wave;
    voice.frequency.setValueAtTime(from, start + at);
    voice.frequency.exponentialRampToValueAtTime(to, start + at + seconds);
    // Heard as it is set: loudness follows the square. It fades, so that nothing clicks.
    loudness.gain.setValueAtTime(0.0001, start + at);
    loudness.gain.exponentialRampToValueAtTime(0.4 * (volume / 100) ** 2, start + at + 0.012);
    loudness.gain.exponentialRampToValueAtTime(0.0001, start + at + seconds);
    voice.connect(loudness).connect(context.destination);
    voice.start(start + at);
    voice.stop(start + at + seconds + 0.02);
  }
}
