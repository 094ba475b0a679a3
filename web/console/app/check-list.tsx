import { CheckField } from '../../ui/field.js';

interface Props {
  label: string;
  options: readonly { id: string; name: string }[];
  value: readonly string[];
  onChange: (value: string[]) => void;
}

/** Any number of a short list. */
export function CheckList({ label, options, value, onChange }: Props) {
  return (
    <fieldset>
      <legend className="mb-2 text-13 font-medium">{label}</legend>
      <div className="flex max-h-52 flex-col gap-2 overflow-y-auto">
        {options.map((option) => (
          <CheckField
            key={option.id}
            label={option.name}
            checked={value.includes(option.id)}
            onChange={(event) => onChange(event.target.checked ? [...value, option.id] : value.filter((id) => id !== option.id))}
          />
        ))}
      </div>
    </fieldset>
  );
}
