import type { PromiseKind, PromiseTimeChange, PromiseTimes as Times } from '#contracts/promises.js';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../../client/query.js';
import { changePromiseTimes, promiseTimesQuery } from '../../../client/promises.data.js';
import { Button } from '../../../ui/button.js';
import { TextField } from '../../../ui/field.js';
import { showToast } from '../../../ui/toast.js';
import { tellFailure } from '../../app/error-text.js';
import { useDuration } from './use-duration.js';
import { usePromiseTexts } from './use-promise-texts.js';

const KINDS = ['answer', 'callback', 'complaint'] as const satisfies readonly PromiseKind[];
const MOST = 14_400;

/** How long an answer may take, in open time: the organisation's word, and that of teams which differ. */
export default function PromiseTimes() {
  const { t } = useTranslation('promises');
  const here = usePromiseTexts();
  const { data } = useQuery(promiseTimesQuery);
  if (!here || !data) return null;
  const basic = { ...data.standard, ...given(data.organisation) };
  return (
    <section className="flex flex-col gap-4 border-t border-line pt-8">
      <header>
        <h2 className="text-16 font-semibold">{t('times.title')}</h2>
        <p className="text-13 text-muted">{t('times.lead')}</p>
      </header>
      <Row scope="organisation" name={t('times.everybody')} times={data.organisation} fallback={data.standard} />
      {data.teams.map(({ team, ...times }) => (
        <Row key={team.id} scope={team.id} name={team.name} times={times} fallback={basic} />
      ))}
    </section>
  );
}

const given = (times: PromiseTimeChange): Partial<Record<PromiseKind, number>> => Object.fromEntries(KINDS.flatMap((kind) => (times[kind] === null ? [] : [[kind, times[kind]]])));

interface RowProps {
  scope: string;
  name: string;
  times: Times['organisation'];
  fallback: Record<PromiseKind, number>;
}

function Row({ scope, name, times, fallback }: RowProps) {
  const { t } = useTranslation('promises');
  const duration = useDuration();
  const [words, setWords] = useState<Partial<Record<PromiseKind, string>>>({});
  const word = (kind: PromiseKind) => words[kind] ?? (times[kind] === null ? '' : String(times[kind]));
  const minutes = (kind: PromiseKind) => (word(kind).trim() === '' ? null : Number(word(kind)));
  const wrong = (kind: PromiseKind) => {
    const value = minutes(kind);
    return value !== null && !(Number.isInteger(value) && value >= 1 && value <= MOST);
  };
  const changed = KINDS.some((kind) => minutes(kind) !== times[kind]);
  const save = async () => {
    const change = { answer: minutes('answer'), callback: minutes('callback'), complaint: minutes('complaint') };
    const { queryKey } = promiseTimesQuery;
    const before = queryClient.getQueryData(queryKey);
    // Shown at once; taken back when it is refused.
    queryClient.setQueryData(queryKey, (now) =>
      now && { ...now, ...(scope === 'organisation' ? { organisation: { ...now.organisation, ...change } } : {}), teams: now.teams.map((row) => (row.team.id === scope ? { ...row, ...change } : row)) },
    );
    try {
      await changePromiseTimes(scope, change, times.version);
      setWords({});
      showToast({ tone: 'done', text: t('times.saved') });
    } catch (error) {
      queryClient.setQueryData(queryKey, before);
      tellFailure(error);
    } finally {
      void queryClient.invalidateQueries({ queryKey });
    }
  };
  return (
    <fieldset className="flex flex-col gap-3 rounded-panel border border-line bg-surface p-4">
      <legend className="px-1 text-14 font-medium">{name}</legend>
      <div className="grid gap-3 mid:grid-cols-3">
        {KINDS.map((kind) => (
          <TextField
            key={kind}
            label={t(`times.${kind}`)}
            inputMode="numeric"
            placeholder={String(fallback[kind])}
            value={word(kind)}
            error={wrong(kind) ? t('times.wrong', { most: MOST }) : undefined}
            hint={wrong(kind) ? undefined : t(minutes(kind) === null ? 'times.inherits' : 'times.is', { time: duration((minutes(kind) ?? fallback[kind]) * 60) })}
            onChange={(event) => setWords({ ...words, [kind]: event.target.value })}
          />
        ))}
      </div>
      {changed && (
        <div className="flex justify-end gap-2">
          <Button size="small" onClick={() => setWords({})}>
            {t('common:cancel')}
          </Button>
          <Button size="small" look="primary" disabled={KINDS.some(wrong)} onClick={() => void save()}>
            {t('times.save')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
