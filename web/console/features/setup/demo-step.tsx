import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../../client/query.js';
import { demoDataQuery, removeDemoData } from '../../../client/setup.data.js';
import { Button } from '../../../ui/button.js';
import Confirm from '../../../ui/confirm.js';
import { tellFailure } from '../../app/error-text.js';

const LOOK_MS = 1_000;

/** Takes the demo shop out, after one question that names what goes. */
export function DemoStep({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('setup');
  const { data } = useQuery({ ...demoDataQuery, refetchInterval: ({ state }) => (state.data?.state === 'removing' ? LOOK_MS : false) });
  const [asking, setAsking] = useState(false);
  if (!data) return null;
  const { tickets, customers, people, teams } = data.counts;
  const remove = () => removeDemoData().then((answer) => queryClient.setQueryData(demoDataQuery.queryKey, answer), tellFailure);
  return (
    <>
      <p role="status" className="text-14">
        {t(`demo.${data.state}`, { tickets, customers, people, teams })}
      </p>
      {data.state === 'present' && (
        <Button look="danger" className="self-start" onClick={() => setAsking(true)}>
          {t('demo.remove')}
        </Button>
      )}
      {data.state === 'none' && (
        <Button look="primary" className="self-start" onClick={onDone}>
          {t('goOn')}
        </Button>
      )}
      {asking && (
        <Confirm
          title={t('demo.askTitle')}
          text={t('demo.ask', { tickets, customers, people, teams })}
          confirmLabel={t('demo.remove')}
          cancelLabel={t('common:cancel')}
          onConfirm={() => void remove()}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
