import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.js';
import { Menu } from '../../../ui/menu.js';
import { showToast } from '../../../ui/toast.js';
import { KitPart } from './kit-part.js';

const Dialog = lazy(async () => ({ default: (await import('../../../ui/dialog.js')).Dialog }));
const Confirm = lazy(() => import('../../../ui/confirm.js'));

export function KitFloating() {
  const { t } = useTranslation('kit');
  const [open, setOpen] = useState<'dialog' | 'confirm' | null>(null);
  const close = () => setOpen(null);
  return (
    <KitPart title={t('part.floating')}>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => setOpen('dialog')}>{t('sample.dialog')}</Button>
        <Button onClick={() => setOpen('confirm')}>{t('button.danger')}</Button>
        <Button onClick={() => showToast({ tone: 'error', text: t('sample.toast'), action: { label: t('common:retry'), run: () => undefined } })}>
          {t('common:notifications')}
        </Button>
        <Menu
          className="inline-flex h-8 items-center rounded-control border border-line bg-surface px-3 text-13 font-medium"
          groups={[
            {
              label: t('field.reason'),
              items: [
                { key: 'a', label: t('button.primary'), keys: 'A', checked: true, onSelect: close },
                { key: 'b', label: t('button.quiet'), hint: t('field.hint'), checked: false, onSelect: close },
              ],
            },
            { items: [{ key: 'c', label: t('button.danger'), danger: true, onSelect: close }] },
          ]}
        >
          {t('sample.open')}
        </Menu>
      </div>
      <Suspense fallback={null}>
        {open === 'dialog' && (
          <Dialog
            open
            onClose={close}
            title={t('sample.dialog')}
            description={t('field.hint')}
            closeLabel={t('common:close')}
            actions={
              <Button look="primary" onClick={close}>
                {t('common:save')}
              </Button>
            }
          >
            {t('sample.answer')}
          </Dialog>
        )}
        {open === 'confirm' && (
          <Confirm
            title={t('button.danger')}
            text={t('sample.answer')}
            confirmLabel={t('button.danger')}
            cancelLabel={t('common:cancel')}
            onConfirm={close}
            onClose={close}
          />
        )}
      </Suspense>
    </KitPart>
  );
}
