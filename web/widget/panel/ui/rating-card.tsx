import type { RatingRequest } from '#contracts/ratings.js';
import { useEffect, useRef, useState } from 'preact/hooks';
import { api, type Answer } from '../api.js';
import { EMPTY, type Answers, fitting, nameOf, SCORES, shownTags } from '../rating.rules.js';
import { loadRatingTexts, type RatingTexts } from '../rating.texts.js';
import { usePanel } from './context.js';
import type { RatingProps } from './rating.js';

/** The question at the end of a chat: asked once, never in the way of writing again. */
export function RatingCard({ id, told }: RatingProps) {
  const { session, texts: { locale } } = usePanel();
  const [request, setRequest] = useState<RatingRequest | null>(null);
  const [words, setWords] = useState<RatingTexts | null>(null);
  const [open, setOpen] = useState(false);
  const [failed, setFailed] = useState(false);
  const [thanked, setThanked] = useState(false);
  useEffect(() => void loadRatingTexts(locale).then(setWords), [locale]);
  useEffect(() => {
    let here = true;
    void api.rating(session?.token() ?? '', id, locale).then((answer) => {
      if (here && answer.ok) setRequest(answer.body);
    });
    return () => {
      here = false;
    };
  }, [id, told, locale]);

  if (!request?.chatId || !words) return null;
  const { chatId, given } = request;
  const take = async (answered: Promise<Answer<RatingRequest>>, rated: Answers | null) => {
    const answer = await answered;
    setFailed(!answer.ok);
    if (!answer.ok) return;
    setRequest(answer.body);
    setOpen(false);
    setThanked(rated !== null);
    if (rated?.score) session?.rated(id, rated.score, rated.solved);
  };
  const send = (answers: Answers) => take(api.rate(session?.token() ?? '', id, locale, { ...answers, tags: [...answers.tags], score: answers.score ?? 0, chatId }), answers);
  const dismiss = () => take(api.dismissRating(session?.token() ?? '', id, locale, { chatId }), null);

  if (request.can.rate && (open || request.ask)) {
    return <Form request={request} words={words} failed={failed} onSend={send} onSkip={request.ask ? dismiss : async () => setOpen(false)} />;
  }
  if (!given && !request.can.rate) return null;
  return (
    <p class="rated" role="status">
      {given ? `${words.t(thanked ? 'thanks' : 'yours')} ${words.t(nameOf(given.score))}` : words.t('skipped')}
      {request.can.rate && <button type="button" class="link" onClick={() => setOpen(true)}>{words.t(given ? 'change' : 'rate')}</button>}
    </p>
  );
}

interface FormProps {
  request: RatingRequest;
  words: RatingTexts;
  failed: boolean;
  onSend: (answers: Answers) => Promise<void>;
  onSkip: () => Promise<void>;
}
function Form({ request, words: { t }, failed, onSend, onSkip }: FormProps) {
  const [answers, setAnswers] = useState<Answers>(request.given ?? EMPTY);
  const [busy, setBusy] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  // Only who asked for it by a button is taken there; the question at the end takes nobody's focus.
  useEffect(() => void (request.ask || first.current?.focus()), []);
  const { score, tags, solved, comment } = answers;
  const run = (deed: () => Promise<void>) => async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    await deed();
    setBusy(false);
  };
  const toggle = (key: string) => setAnswers({ ...answers, tags: tags.includes(key) ? tags.filter((one) => one !== key) : [...tags, key] });
  return (
    <form class="rating" onSubmit={run(() => onSend(fitting(answers, request.tags)))}>
      <fieldset class="stars">
        <legend>{t('question')}</legend>
        <div>
          {SCORES.map((value) => (
            <label key={value} class={score !== null && value <= score ? 'star lit' : 'star'} title={t(`names.${value}`)}>
              <input type="radio" name="score" value={value} checked={score === value} aria-label={t('star', { count: value, name: t(`names.${value}`) })}
                ref={value === (score ?? 1) ? first : undefined} onChange={() => setAnswers(fitting({ ...answers, score: value }, request.tags))} />
              <svg viewBox="0 0 24 24" aria-hidden="true"><path d="m12 3 2.7 5.8 6.3.8-4.6 4.4 1.2 6.2-5.6-3.1-5.6 3.1 1.2-6.2L3 9.6l6.3-.8Z" /></svg>
            </label>
          ))}
        </div>
        <p class="chosen" aria-hidden="true">{t(score === null ? 'choose' : nameOf(score))}</p>
      </fieldset>
      {score !== null && (
        <>
          <div class="tags" role="group" aria-label={t('tags')}>
            {shownTags(request.tags, score).map(({ key, label }) => (
              <button key={key} type="button" dir="auto" aria-pressed={tags.includes(key)} onClick={() => toggle(key)}>{label}</button>
            ))}
          </div>
          <fieldset class="solved">
            <legend>{t('solved')}</legend>
            {([true, false] as const).map((value) => (
              <label key={String(value)}>
                <input type="radio" name="solved" checked={solved === value} onChange={() => setAnswers({ ...answers, solved: value })} />
                {t(value ? 'yes' : 'no')}
              </label>
            ))}
          </fieldset>
          <textarea class="words" dir="auto" rows={2} maxLength={1000} aria-label={t('comment')} placeholder={t('comment')} value={comment}
            onInput={(event) => setAnswers({ ...answers, comment: event.currentTarget.value })} />
        </>
      )}
      {failed && <p class="fault" role="alert">{t('failed')}</p>}
      <div class="buttons">
        {score !== null && <button type="submit" class="primary" disabled={busy}>{t('send')}</button>}
        <button type="button" class="quiet" disabled={busy} onClick={run(onSkip)}>{t(request.ask ? 'skip' : 'cancel')}</button>
      </div>
    </form>
  );
}
