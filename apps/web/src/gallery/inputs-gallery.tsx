import { Checkbox } from '@agentforge/ui/checkbox';
import { Combobox } from '@agentforge/ui/combobox';
import { EmojiPicker } from '@agentforge/ui/emoji-picker';
import { ErrorSummary } from '@agentforge/ui/error-summary';
import { Field } from '@agentforge/ui/field';
import { FileDrop } from '@agentforge/ui/file-drop';
import { Input } from '@agentforge/ui/input';
import { KeyValueEditor } from '@agentforge/ui/key-value-editor';
import { MultiSelect } from '@agentforge/ui/multi-select';
import { PasswordInput } from '@agentforge/ui/password-input';
import { RadioCards } from '@agentforge/ui/radio-cards';
import { SearchInput } from '@agentforge/ui/search-input';
import { Select } from '@agentforge/ui/select';
import { Slider } from '@agentforge/ui/slider';
import { Switch } from '@agentforge/ui/switch';
import { TagInput } from '@agentforge/ui/tag-input';
import { Textarea } from '@agentforge/ui/textarea';
import { Bot, Database, Globe, MessageSquare, Sparkles } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Section } from './section.tsx';

const options = [
  { value: 'orders', label: 'Order lookup', icon: Database, description: 'Reads the shop database' },
  { value: 'web', label: 'Web search', icon: Globe },
  { value: 'mail', label: 'Send e-mail', icon: MessageSquare },
];

export function InputsGallery(): ReactNode {
  return (
    <>
      <TextInputs />
      <Choices />
      <Collections />
    </>
  );
}

function TextInputs(): ReactNode {
  const [search, setSearch] = useState('refund');
  return (
    <Section title="Text">
      <ErrorSummary errors={[]} />
      <Field label="Agent name" hint="Shown to everyone who may use it." required>
        <Input defaultValue="Support assistant" />
      </Field>
      <Field label="Work e-mail" error="This address is already in use.">
        <Input type="email" defaultValue="ada@example.com" />
      </Field>
      <Field label="Password">
        <PasswordInput defaultValue="correct horse" />
      </Field>
      <SearchInput value={search} onValueChange={setSearch} />
      <Field label="Instructions" optional>
        <Textarea autoGrow rows={3} placeholder="What should the agent do, and what must it never do?" />
      </Field>
      <Field label="Base URL">
        <Input type="url" icon={Globe} placeholder="https://api.example.com" />
      </Field>
    </Section>
  );
}

function Choices(): ReactNode {
  const [model, setModel] = useState('demo');
  const [tool, setTool] = useState('');
  const [tools, setTools] = useState(['orders', 'web']);
  const [on, setOn] = useState(true);
  const [temperature, setTemperature] = useState(0.7);
  return (
    <Section title="Choices">
      <Field label="Model">
        <Select
          value={model}
          onValueChange={setModel}
          options={[
            { value: 'demo', label: 'demo/local', description: 'Built in, needs no key' },
            { value: 'gpt', label: 'openai/gpt-5' },
          ]}
        />
      </Field>
      <Field label="Tool">
        <Combobox options={options} value={tool} onValueChange={setTool} placeholder="Choose a tool" />
      </Field>
      <Field label="Tools">
        <MultiSelect options={options} values={tools} onValuesChange={setTools} />
      </Field>
      <Field label="Temperature">
        <Slider value={temperature} onValueChange={setTemperature} max={2} step={0.1} ends={['Precise', 'Creative']} />
      </Field>
      <Switch
        label="Remember people"
        description="Keeps what was said between conversations."
        checked={on}
        onCheckedChange={setOn}
      />
      <Checkbox
        label="Ask before every action"
        description="Nothing is sent without a person."
        checked={on}
        onCheckedChange={setOn}
      />
      <Field label="Kind" group>
        <RadioCards
          value={on ? 'chat' : 'task'}
          onValueChange={(value) => setOn(value === 'chat')}
          options={[
            { value: 'chat', label: 'Conversation', description: 'Answers people in a chat.', icon: Bot },
            { value: 'task', label: 'Task', description: 'Runs by itself on a schedule.', icon: Sparkles },
          ]}
        />
      </Field>
    </Section>
  );
}

function Collections(): ReactNode {
  const [tags, setTags] = useState(['refunds', 'shipping']);
  const [headers, setHeaders] = useState<Record<string, string>>({ Accept: 'application/json' });
  const [icon, setIcon] = useState('🤖');
  return (
    <Section title="Collections">
      <Field label="Topics">
        <TagInput values={tags} onValuesChange={setTags} />
      </Field>
      <Field label="Headers" group>
        <KeyValueEditor value={headers} onValueChange={setHeaders} addLabel="Add header" />
      </Field>
      <Field label="Icon">
        <EmojiPicker value={icon} onValueChange={setIcon} />
      </Field>
      <Field label="Documents">
        <FileDrop
          accept=".pdf,.docx,.txt"
          maxBytes={50 * 1048576}
          hint="PDF, Word or text, up to 50 MB each"
          onFiles={() => undefined}
        />
      </Field>
    </Section>
  );
}
