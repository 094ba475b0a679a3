import type { WidgetChannel } from '#contracts/channels.js';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { changeWidget, chooseLogo, widgetsQuery } from '../../client/settings.data.js';
import { Avatar } from '../../ui/avatar.js';
import { PictureField } from './picture-field.js';

/** The shop's picture at the head of its chat; kept at once, and part of the widget's history. */
export function LogoField({ widget }: { widget: z.infer<typeof WidgetChannel> }) {
  const { t } = useTranslation('files');
  const { logoId } = widget.settings;
  return (
    <fieldset>
      <legend className="mb-1.5 text-13 font-medium">{t('portrait.logo')}</legend>
      <PictureField
      shown={<Avatar name={widget.storeName} pictureUrl={logoId && `/api/v1/logos/${logoId}`} size={40} />}
      isChosen={logoId !== null}
      hint={t('portrait.logoHint')}
      queryKey={widgetsQuery.queryKey}
      onChoose={(fileId) => chooseLogo(widget.id, fileId)}
      onDrop={() => changeWidget(widget.id, { settings: { ...widget.settings, logoId: null } }, widget.version)}
    />
    </fieldset>
  );
}
