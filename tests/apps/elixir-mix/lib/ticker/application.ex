defmodule Ticker.Application do
  @moduledoc false

  use Application

  @impl true
  def start(_type, _args) do
    Supervisor.start_link([{Ticker, System.get_env("UNIT", "times")}], strategy: :one_for_one)
  end
end
