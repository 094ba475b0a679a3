import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { importsQuery } from '../../client/imports.data.js';
import { Button } from '../../ui/button.js';
import { AdminPage } from '../app/admin-page.js';
import { IMPORT_TEXTS } from '../app/import-texts.js';
import { useTexts } from '../app/use-texts.js';
import { ImportDialog } from '../features/imports/import-dialog.js';
import { ImportList } from '../features/imports/import-list.js';
import { ImportPage } from '../features/imports/import-page.js';
import { useNameOf } from '../features/imports/import-looks.js';

/** Tickets from elsewhere. */
export default function ImportsRoute() {
  return useTexts('imports', IMPORT_TEXTS) ? <Imports /> : <div className="flex-1" aria-busy />;
}

function Imports() {
  const { t } = useTranslation('imports');
  const nameOf = useNameOf();
  const imports = useQuery(importsQuery);
  const [open, setOpen] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const shown = imports.data?.items.find(({ id }) => id === open);
  return (
    <AdminPage
      wide
      title={shown ? nameOf(shown) : t('title')}
      lead={shown ? '' : t('lead')}
      query={imports}
      action={
        shown ? (
          <Button icon={<ArrowLeft size={16} aria-hidden className="rtl:rotate-180" />} onClick={() => setOpen(null)}>
            {t('back')}
          </Button>
        ) : (
          <Button look="primary" icon={<Plus size={16} aria-hidden />} onClick={() => setAdding(true)}>
            {t('add')}
          </Button>
        )
      }
    >
      {({ items }) => (
        <>
          {shown ? <ImportPage key={shown.id} row={shown} onGone={() => setOpen(null)} /> : <ImportList items={items} onOpen={setOpen} />}
          {adding && <ImportDialog onMade={setOpen} onClose={() => setAdding(false)} />}
        </>
      )}
    </AdminPage>
  );
}
