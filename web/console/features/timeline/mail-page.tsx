import { Image } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mailPageUrl } from '../../../client/mail.data.js';
import { Button } from '../../../ui/button.js';

/**
 * A mail as its sender made it, where nothing runs: no scripts and none of our origin. Its pictures from elsewhere
 * tell the sender that it was opened, so they load when asked for.
 */
export function MailPage({ id, remote }: { id: string; remote: boolean }) {
  const { t } = useTranslation('mail');
  const [pictures, setPictures] = useState(false);
  return (
    <div className="flex w-[36rem] max-w-full flex-col gap-2">
      {remote && !pictures && (
        <p className="flex flex-wrap items-center gap-2 text-12 text-muted">
          {t('picturesOff')}
          <Button size="small" icon={<Image size={14} aria-hidden />} onClick={() => setPictures(true)}>
            {t('showPictures')}
          </Button>
        </p>
      )}
      <iframe
        key={String(pictures)}
        src={mailPageUrl(id, pictures)}
        title={t('pageTitle')}
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        referrerPolicy="no-referrer"
        className="h-80 w-full resize-y rounded-control border border-line bg-white"
      />
    </div>
  );
}
