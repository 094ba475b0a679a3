import { WifiOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from '../../client/store.js';
import { Banner } from '../../ui/banner.js';
import { useLive } from './live.js';

const PATIENCE_MS = 1500;

/** Says that the line is cut once that has lasted; what is written meanwhile is kept. */
export function ConnectionBanner() {
  const { t } = useTranslation('common');
  const { socket } = useLive();
  const offline = useStore(socket.status) !== 'online';
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!offline) return setShown(false);
    const timer = window.setTimeout(() => setShown(true), PATIENCE_MS);
    return () => window.clearTimeout(timer);
  }, [offline]);
  return (
    shown && (
      <Banner tone="amber" icon={<WifiOff size={16} aria-hidden />}>
        {t('offline')}
      </Banner>
    )
  );
}
