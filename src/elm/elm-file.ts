import type { Dense } from '../math/index.ts'
import {
  choice,
  decodeModel,
  encodeModel,
  field,
  type JsonObject,
  type ModelRecord,
  type Tensor
} from '../model/index.ts'
import { ACTIVATIONS } from './activations.ts'
import type { Elm } from './elm.ts'
import { bad, matrixOf, matrixTensor } from './file-parts.ts'
import type { HiddenLayer } from './hidden-layer.ts'
import type { OnlineElm } from './online-elm.ts'
import type { ElmStatistics } from './statistics.ts'

/** Version of every layout here. */
const VERSION = 1
/** The name of the way in which a layer draws its numbers: they are not in the file. */
const DRAW = 'waymark-uniform-1'

/** The machine as one safetensors file, of kind `waymark-elm`. */
export function saveElm({ head, ridge, layer, coefficients }: Elm): Uint8Array {
  return save('waymark-elm', layer, { head, ridge }, { coefficients })
}

/** The machine in a file that {@link saveElm} made: it predicts the same to the last bit. Throws ModelFormatError. */
export function loadElm(bytes: Uint8Array | ArrayBuffer): Elm {
  const record = load(bytes, 'waymark-elm')
  const head = choice(record.config, 'head', ['ridge', 'logistic'])
  return { head, ...readLinear(record) }
}

/** The statistics as one safetensors file, of kind `waymark-elm-statistics`. */
export function saveElmStatistics({ layer, rows, gram, cross }: ElmStatistics): Uint8Array {
  return save('waymark-elm-statistics', layer, { rows }, { gram, cross })
}

/** The statistics in a file that {@link saveElmStatistics} made. Throws ModelFormatError. */
export function loadElmStatistics(bytes: Uint8Array | ArrayBuffer): ElmStatistics {
  const record = load(bytes, 'waymark-elm-statistics')
  const layer = readLayer(record.config)
  return {
    layer,
    rows: field(record.config, 'rows', 'integer', { min: 0 }),
    gram: matrixOf(record, 'gram', layer.units, layer.units),
    cross: outputsOf(record, 'cross', layer)
  }
}

/** The machine with all it takes to learn on as one safetensors file, of kind `waymark-online-elm`. */
export function saveOnlineElm({ ridge, layer, coefficients, forgetting, rows, covariance }: OnlineElm): Uint8Array {
  return save('waymark-online-elm', layer, { ridge, forgetting, rows }, { coefficients, covariance })
}

/** The machine in a file that {@link saveOnlineElm} made: it learns on as if it had never been away. Throws ModelFormatError. */
export function loadOnlineElm(bytes: Uint8Array | ArrayBuffer): OnlineElm {
  const record = load(bytes, 'waymark-online-elm')
  const linear = readLinear(record)
  const { units } = linear.layer
  return {
    head: 'ridge',
    ...linear,
    forgetting: field(record.config, 'forgetting', 'number', { min: Number.MIN_VALUE, max: 1 }),
    rows: field(record.config, 'rows', 'integer', { min: 0 }),
    covariance: matrixOf(record, 'covariance', units, units)
  }
}

function save(
  kind: string,
  layer: HiddenLayer,
  config: JsonObject,
  matrices: Readonly<Record<string, Dense>>
): Uint8Array {
  const { cols, units, activation, scale, seed } = layer
  const tensors = new Map<string, Tensor>(Object.entries(matrices).map(([name, m]) => [name, matrixTensor(m)]))
  const settings = { ...config, layer: { draw: DRAW, cols, units, activation, scale, seed } }
  return encodeModel({ kind, version: VERSION, config: settings, tensors })
}

function load(bytes: Uint8Array | ArrayBuffer, kind: string): ModelRecord {
  return decodeModel(bytes, { kind, maxVersion: VERSION })
}

function readLinear(record: ModelRecord): Pick<Elm, 'ridge' | 'layer' | 'coefficients'> {
  const layer = readLayer(record.config)
  const ridge = field(record.config, 'ridge', 'number', { min: Number.MIN_VALUE })
  return { ridge, layer, coefficients: outputsOf(record, 'coefficients', layer) }
}

/** A matrix (units, k), k at least 1: a count of units that no number in the file stands for could be anything. */
function outputsOf(record: ModelRecord, name: string, layer: HiddenLayer): Dense {
  const m = matrixOf(record, name, layer.units, null)
  if (m.cols === 0) throw bad(`${name}: expected at least one output, got none`)
  return m
}

function readLayer(config: JsonObject): HiddenLayer {
  choice(config, 'layer.draw', [DRAW])
  return {
    cols: field(config, 'layer.cols', 'integer', { min: 0, max: 2 ** 32 }),
    units: field(config, 'layer.units', 'integer', { min: 1 }),
    activation: choice(config, 'layer.activation', ACTIVATIONS),
    scale: field(config, 'layer.scale', 'number', { min: Number.MIN_VALUE }),
    seed: field(config, 'layer.seed', 'integer', { min: 0, max: 2 ** 32 - 1 })
  }
}
