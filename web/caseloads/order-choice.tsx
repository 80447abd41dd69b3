import { useId } from 'react'
import { useSay } from '#web/calls/language.tsx'
import { Select } from '#web/kit/text-field.tsx'

interface Props<Order extends string> {
  /** As they are offered, each with its name. */
  orders: readonly Order[]
  names: Readonly<Record<Order, string>>
  order: Order
  onOrder: (order: Order) => void
}

/** By what cards stand: they have no headings to press, as a table has. */
export function OrderChoice<Order extends string>({ orders, names, order, onOrder }: Props<Order>) {
  const say = useSay()
  const id = useId()
  return (
    <Select
      id={id}
      name="order"
      label={say('board.sortBy')}
      value={order}
      onChange={value => onOrder(orders.find(name => name === value) ?? order)}
      choices={orders.map(value => ({ value, label: names[value] }))}
    />
  )
}
