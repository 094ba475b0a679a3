import type { WidgetChannel } from '#contracts/channels.js';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { readWidgetSecret } from '../../../client/settings.data.js';
import { Button } from '../../../ui/button.js';
import { SettingBlock } from '../../../ui/setting.js';
import { CopyField } from '../../app/copy-field.js';
import { tellFailure } from '../../app/error-text.js';
import { snippet } from './snippet.rules.js';

/** What the shop's developer needs: the snippet, and the secret that proves who is signed in. */
export function WidgetEmbed({ widget }: { widget: z.infer<typeof WidgetChannel> }) {
  const { t } = useTranslation('admin');
  const [secret, setSecret] = useState<string | null>(null);
  const reveal = () => readWidgetSecret(widget.id).then((answer) => setSecret(answer.secret), tellFailure);
  return (
    <SettingBlock title={t('widgets.embed', { name: widget.name, store: widget.storeName })} lead={t('widgets.embedLead')}>
      <CopyField label={t('widgets.snippet')} text={snippet(window.location.origin, widget.widgetKey)} />
      {secret === null ? (
        <Button className="self-start" icon={<KeyRound size={16} aria-hidden />} onClick={() => void reveal()}>
          {t('widgets.showSecret')}
        </Button>
      ) : (
        <CopyField label={t('widgets.secret')} text={secret} />
      )}
      <p className="text-13 text-muted">{t('widgets.secretHint')}</p>
    </SettingBlock>
  );
}
