import { createValueStore } from '../live/value-store.ts';

/**
 * Two tones a fourth apart in the range where hearing is best and small speakers are loudest; two bursts, then a gap in
 * which people can speak. IEC 60601-1-8 uses the same idea for a high-priority alarm.
 */
const HIGH_HZ = 988;
const LOW_HZ = 740;
const BURST_SECONDS = 0.16;
const PATTERN = [HIGH_HZ, LOW_HZ, HIGH_HZ, LOW_HZ, 0, HIGH_HZ, LOW_HZ, HIGH_HZ, LOW_HZ, 0, 0, 0, 0, 0];

/** For a forced "all fine": short, high and without a long gap, so that it can't be mistaken for the alarm. */
const DURESS = [1320, 0, 1320, 0, 1320, 0, 880, 880, 0, 0, 0];

/** Hertz and seconds after the start. */
const CHIME = [
  [660, 0],
  [880, 0.16],
] as const;

export type AlarmTone = {
  /** False until the browser has seen a gesture; before that it plays no sound. */
  readonly audible: ReturnType<typeof createValueStore<boolean>>;
  /** Call inside a click or key press. */
  unlock(): void;
  /** `isDuress`: the tone for a forced "all fine"; switches even while a tone is playing. */
  start(isDuress?: boolean): void;
  stop(): void;
  /** Mutes for a while; the audio clock ends it, because timers of a hidden tab may be late. */
  muteFor(seconds: number): void;
  playOnce(): void;
  /** A soft double tone for something that is not an alarm. */
  chime(): void;
};

/** The sound is rendered once and looped by the audio engine, so that throttled timers cannot interrupt it. */
export function createAlarmTone(): AlarmTone {
  const audible = createValueStore(false);
  let audio: { context: AudioContext; volume: GainNode; patterns: [AudioBuffer, AudioBuffer] } | undefined;
  let playing: { source: AudioBufferSourceNode; isDuress: boolean } | undefined;

  const engine = () => {
    if (audio) return audio;
    const context = new AudioContext();
    const volume = context.createGain();
    volume.connect(context.destination);
    context.onstatechange = () => audible.set(context.state === 'running');
    // Not within the click that unlocks it: drawing the shell anew then would take the tick of a checkbox back.
    setTimeout(() => audible.set(context.state === 'running'));
    audio = { context, volume, patterns: [drawPattern(context, PATTERN), drawPattern(context, DURESS)] };
    return audio;
  };
  const play = (loop: boolean, isDuress = false): AudioBufferSourceNode => {
    const { context, volume, patterns } = engine();
    const source = context.createBufferSource();
    source.buffer = patterns[isDuress ? 1 : 0];
    source.loop = loop;
    source.connect(volume);
    source.start();
    return source;
  };
  return {
    audible,
    unlock: () =>
      void engine()
        .context.resume()
        .catch(() => audible.set(false)),
    start: (isDuress = false) => {
      if (playing?.isDuress === isDuress) return;
      playing?.source.stop();
      playing = { source: play(true, isDuress), isDuress };
    },
    stop: () => {
      playing?.source.stop();
      playing = undefined;
      if (audio) audio.volume.gain.cancelScheduledValues(0).setValueAtTime(1, audio.context.currentTime);
    },
    muteFor: (seconds) => {
      const { context, volume } = engine();
      volume.gain.cancelScheduledValues(0).setValueAtTime(0, context.currentTime);
      volume.gain.setValueAtTime(1, context.currentTime + seconds);
    },
    playOnce: () => void play(false),
    chime: () => {
      const { context } = engine();
      for (const [hertz, start] of CHIME) playSoft(context, hertz, context.currentTime + start);
    },
  };
}

function playSoft(context: AudioContext, hertz: number, at: number): void {
  const voice = context.createOscillator();
  const volume = context.createGain();
  voice.frequency.value = hertz;
  volume.gain.setValueAtTime(0.25, at);
  volume.gain.exponentialRampToValueAtTime(0.001, at + 0.5);
  voice.connect(volume).connect(context.destination);
  voice.start(at);
  voice.stop(at + 0.5);
}

function drawPattern(context: BaseAudioContext, pattern: readonly number[]): AudioBuffer {
  const burst = Math.round(BURST_SECONDS * context.sampleRate);
  const buffer = context.createBuffer(1, burst * pattern.length, context.sampleRate);
  const samples = buffer.getChannelData(0);
  pattern.forEach((hertz, index) => {
    for (let i = 0; hertz > 0 && i < burst; i++) {
      const turn = 2 * Math.PI * hertz * (i / context.sampleRate);
      // Odd harmonics cut through engine noise and a closed door; the ramp avoids clicks.
      const wave = Math.sin(turn) + Math.sin(3 * turn) / 3 + Math.sin(5 * turn) / 5;
      const ramp = Math.min(1, i / 200, (burst - i) / 200);
      samples[index * burst + i] = wave * ramp * 0.75;
    }
  });
  return buffer;
}
