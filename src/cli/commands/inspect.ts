import { Command } from 'commander'
import type { Classifier } from '../../index.ts'
import type { ModelRecord } from '../../model/index.ts'
import type { Search } from '../../rerank/index.ts'
import { indexIn } from '../index-file.ts'
import { cutTo, paint, printable, screenWidth, table } from '../look.ts'
import { classifierIn, parseRecord, readModelBytes } from '../model-file.ts'
import { type CommonFlags, MODEL_ARGUMENT, withJson } from '../options.ts'
import { print, printJson } from '../output.ts'
import { bytes, counted } from '../units.ts'

/** `waymark inspect MODEL` */
export function inspectCommand(): Command {
  const command = new Command('inspect')
    .description('show what a model or an index holds')
    .argument('<model>', `${MODEL_ARGUMENT}, or an index`)
  return withJson(command).action(inspect)
}

interface TensorLine {
  readonly name: string
  readonly dtype: string
  readonly shape: readonly number[]
  readonly bytes: number
}

async function inspect(model: string, flags: CommonFlags): Promise<void> {
  const content = await readModelBytes(model)
  const record = parseRecord(model, content)
  const classifier = await classifierIn(model, content)
  const index = classifier ? undefined : indexIn(model, content)
  const tensors = [...record.tensors].map(([name, { dtype, shape, data }]) => {
    return { name, dtype, shape, bytes: data.byteLength }
  })
  if (!flags.json) {
    await print(...show(model, content.length, record, classifier ?? index, tensors))
    return
  }
  const { kind, version, config } = record
  const { labels, multiLabel } = classifier ?? {}
  const info = (classifier ?? index)?.info
  const sections = index?.size
  await printJson({ model, bytes: content.length, kind, version, labels, multiLabel, info, sections, config, tensors })
}

function show(
  model: string,
  size: number,
  { kind, version, config }: ModelRecord,
  loaded: Classifier | Search | undefined,
  tensors: readonly TensorLine[]
): string[] {
  const lines = [`${paint.bold(model)}: ${printable(kind)}, format version ${version}, ${bytes(size)}`]
  if (loaded && 'size' in loaded) {
    lines.push(`${counted(loaded.size, 'section')} to search`, '', ...settings('search', loaded.info))
  } else if (loaded) {
    const { labels, multiLabel, info } = loaded
    const shown = labels.map(printable).join(', ')
    lines.push(`${labels.length} labels, ${multiLabel ? 'any number' : 'one'} per text: ${shown}`)
    lines.push('', ...settings('training', info))
  }
  lines.push('', ...settings('options', config), '')
  const rows = tensors.map(one => [printable(one.name), one.dtype, one.shape.join(' × ') || 'scalar', bytes(one.bytes)])
  return [...lines, ...table([['tensor', 'type', 'shape', 'size'], ...rows])]
}

/** Longest list shown whole. */
const LONGEST = 8

function settings(title: string, values: object): string[] {
  const rows = flatten(values)
  const longest = Math.max(0, ...rows.map(([name]) => name.length))
  return [paint.bold(title), ...rows.map(([name, value]) => `  ${paint.dim(name.padEnd(longest))}  ${value}`)]
}

function flatten(values: object, before = ''): [string, string][] {
  return Object.entries(values).flatMap(([key, value]: [string, unknown]): [string, string][] => {
    const name = before + printable(key)
    if (Array.isArray(value)) {
      return [
        [
          name,
          value.length > LONGEST ? `list of ${value.length}` : cutTo(printable(JSON.stringify(value)), screenWidth)
        ]
      ]
    }
    if (typeof value === 'object' && value !== null) return flatten(value, `${name}.`)
    const shown = typeof value === 'number' ? String(Number(value.toPrecision(6))) : printable(String(value))
    return [[name, value === undefined ? '–' : shown]]
  })
}
