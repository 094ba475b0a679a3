import { useQuery } from '@tanstack/react-query';
import { addTemplate, managedTemplatesQuery, removeTemplate } from '../../client/ticket-templates.data.js';
import { FIELD_TEXTS } from '../app/fields/field-texts.js';
import { OPENING_TEXTS } from '../app/opening-texts.js';
import { SharedPage } from '../app/shared-page.js';
import { TEMPLATE_TEXTS } from '../app/template-texts.js';
import { useTexts } from '../app/use-texts.js';
import { TemplateDialog } from '../features/templates/template-dialog.js';
import { draftOf, searchTemplates } from '../features/templates/template-draft.js';
import { TemplateTable } from '../features/templates/template-table.js';

/** What new tickets begin with: own templates, the team's and everybody's. */
export default function TemplatesRoute() {
  const ready = [useTexts('templates', TEMPLATE_TEXTS), useTexts('opening', OPENING_TEXTS), useTexts('fields', FIELD_TEXTS)].every(Boolean);
  const templates = useQuery(managedTemplatesQuery);
  if (!ready) return <div className="flex-1" aria-busy />;
  return (
    <SharedPage
      namespace="templates"
      query={templates}
      queryKey="templates"
      search={searchTemplates}
      remove={(template) => removeTemplate(template.id)}
      restore={(template) => addTemplate(draftOf(template))}
      Table={TemplateTable}
      Dialog={TemplateDialog}
    />
  );
}
