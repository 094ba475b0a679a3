import { useQuery } from '@tanstack/react-query';
import { addMacro, managedMacrosQuery, removeMacro } from '../../client/macros.data.js';
import { MACRO_TEXTS } from '../app/macro-texts.js';
import { REPLY_TEXTS } from '../app/reply-texts.js';
import { SharedPage } from '../app/shared-page.js';
import { useTexts } from '../app/use-texts.js';
import { MacroDialog } from '../features/macros/macro-dialog.js';
import { draftOf } from '../features/macros/macro-draft.js';
import { searchMacros } from '../features/macros/macro-search.js';
import { MacroTable } from '../features/macros/macro-table.js';

/** Macros: own ones, the team's and everybody's. A step that writes is edited as saved replies are. */
export default function MacrosRoute() {
  const ready = [useTexts('macros', MACRO_TEXTS), useTexts('replies', REPLY_TEXTS)].every(Boolean);
  const macros = useQuery(managedMacrosQuery);
  if (!ready) return <div className="flex-1" aria-busy />;
  return (
    <SharedPage
      namespace="macros"
      query={macros}
      queryKey="macros"
      search={searchMacros}
      remove={(macro) => removeMacro(macro.id)}
      restore={(macro) => addMacro(draftOf(macro))}
      Table={MacroTable}
      Dialog={MacroDialog}
    />
  );
}
