import type { Import } from '#contracts/imports.js';
import { CircleAlert, FileText, Upload } from 'lucide-react';
import { type Ref, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { number } from '../../../client/format.js';
import { addImportFile } from '../../../client/imports.data.js';
import { Button } from '../../../ui/button.js';
import { useChange } from '../../app/use-change.js';

const KINDS = { csv: '.csv,.tsv,.txt', zendesk: '.json,.ndjson,.jsonl,.txt', chatwoot: '.json,.ndjson,.jsonl,.txt' } as const;
const sizeOf = (bytes: number): string => (bytes < 1_048_576 ? `${number(Math.max(1, Math.round(bytes / 1024)))} KB` : `${number(Math.round(bytes / 104_857.6) / 10)} MB`);

interface Sending {
  readonly name: string;
  readonly nth: number;
  readonly of: number;
  /** Of 1. */
  readonly part: number;
  readonly stop: () => void;
}

/** What was handed in, and how it was read. */
export function ImportFiles({ row: { id, source, files, can } }: { row: Import }) {
  const { t } = useTranslation('imports');
  const { change, busy } = useChange(['imports']);
  const input = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState<Sending | null>(null);
  const under = useRef<AbortController | null>(null);
  const choose = useRef<HTMLButtonElement>(null);
  const bar = useRef<HTMLDivElement>(null);
  // Nothing goes on where nobody sees it or can stop it.
  useEffect(() => () => under.current?.abort(), [id]);
  const [refocus, setRefocus] = useState(0);
  useEffect(() => {
    if (refocus > 0) choose.current?.focus();
  }, [refocus]);
  const add = async (chosen: FileList | null) => {
    const all = [...(chosen ?? [])];
    const stop = new AbortController();
    under.current = stop;
    for (const [at, file] of all.entries()) {
      if (stop.signal.aborted) break;
      const about = { name: file.name, nth: at + 1, of: all.length, stop: () => stop.abort() };
      setSending({ ...about, part: 0 });
      await change(() => addImportFile(id, file, (part) => setSending({ ...about, part }), stop.signal));
    }
    // With the bar goes what was focused in it.
    if (bar.current?.contains(document.activeElement)) setRefocus((count) => count + 1);
    setSending(null);
    if (input.current) input.current.value = '';
  };
  return (
    <section className="flex flex-col gap-3">
      <h2 className="text-16 font-semibold">{t('files')}</h2>
      {files.length === 0 && <p className="text-13 text-muted">{t(`hint.${source}`)}</p>}
      {files.length > 0 && (
        <ul className="divide-y divide-line rounded-panel border border-line bg-surface">
          {files.map((file) => (
            <li key={file.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 text-13">
              {file.state === 'failed' ? <CircleAlert size={16} aria-hidden className="text-red" /> : <FileText size={16} aria-hidden className="text-muted" />}
              <span dir="auto" className="min-w-0 truncate font-medium">
                {file.name}
              </span>
              <span className="tabular text-muted">{sizeOf(file.bytes)}</span>
              <span className={file.state === 'failed' ? 'ms-auto text-red' : 'tabular ms-auto text-muted'}>
                {file.fault ? t(`fileFault.${file.fault}`) : t(file.state === 'read' ? 'readAs' : 'reading', { count: file.records, charset: (file.charset ?? '').toUpperCase() })}
              </span>
            </li>
          ))}
        </ul>
      )}
      {sending && <SendingBar ref={bar} sending={sending} />}
      {can.add && (
        <>
          <input ref={input} type="file" multiple hidden accept={KINDS[source]} aria-label={t('choose')} onChange={(event) => void add(event.target.files)} />
          <Button ref={choose} className="self-start" look={files.length === 0 ? 'primary' : 'plain'} icon={<Upload size={16} aria-hidden />} busy={busy} onClick={() => input.current?.click()}>
            {t(files.length === 0 ? 'choose' : 'chooseMore')}
          </Button>
        </>
      )}
    </section>
  );
}

/** What is on its way here: hundreds of megabytes take their time. */
function SendingBar({ ref, sending: { name, nth, of, part, stop } }: { ref: Ref<HTMLDivElement>; sending: Sending }) {
  const { t } = useTranslation('imports');
  return (
    <div ref={ref} className="flex flex-col gap-2 rounded-panel border border-line bg-surface px-4 py-3">
      <div className="flex items-center gap-3 text-13">
        <Upload size={16} aria-hidden className="shrink-0 text-muted" />
        <span dir="auto" className="min-w-0 truncate font-medium">
          {name}
        </span>
        <span className="tabular ms-auto shrink-0 text-muted">{t(of > 1 ? 'sendingOf' : 'sending', { percent: number(Math.floor(part * 100)), nth: number(nth), of: number(of) })}</span>
        <Button look="quiet" size="small" onClick={stop}>
          {t('stopSending')}
        </Button>
      </div>
      <progress max={1} value={part} aria-label={t('sendingBar', { name })} className="h-1.5 w-full accent-accent" />
    </div>
  );
}
