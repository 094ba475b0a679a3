import { Check } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  number: number;
  title: string;
  lead: string;
  done: boolean;
  open: boolean;
  onOpen: () => void;
  children: ReactNode;
}

/** One step: its number or a tick, what it is about, and, while it is open, what there is to do. */
export function StepCard({ number, title, lead, done, open, onOpen, children }: Props) {
  const { t } = useTranslation('setup');
  const id = useId();
  return (
    <li className="border-b border-line last:border-b-0">
      <h2>
        <button type="button" aria-expanded={open} aria-controls={id} onClick={onOpen} className="flex w-full items-center gap-3 px-4 py-3 text-start hover:bg-hover">
          <span
            className={`tabular flex size-7 shrink-0 items-center justify-center rounded-full border text-13 font-medium ${done ? 'border-transparent bg-tint text-accent-text' : 'border-line-strong text-muted'}`}
          >
            {done ? <Check size={16} aria-hidden /> : number}
          </span>
          <span className="min-w-0 flex-1 text-14 font-medium">{title}</span>
          <span className={`text-12 ${done ? 'text-green' : 'text-muted'}`}>{t(done ? 'done' : 'open')}</span>
        </button>
      </h2>
      {open && (
        <div id={id} className="flex flex-col gap-4 px-4 pb-5 mid:ps-14">
          <p className="text-13 text-muted">{lead}</p>
          {children}
        </div>
      )}
    </li>
  );
}
