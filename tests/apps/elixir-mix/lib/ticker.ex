defmodule Ticker do
  @moduledoc "Counts seconds."

  use GenServer

  def start_link(unit), do: GenServer.start_link(__MODULE__, unit)

  @impl true
  def init(unit) do
    :timer.send_interval(1_000, :tick)
    {:ok, {unit, 0}}
  end

  @impl true
  def handle_info(:tick, {unit, count}) do
    IO.puts("ticked #{count + 1} #{unit}")
    {:noreply, {unit, count + 1}}
  end
end
