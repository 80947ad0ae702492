defmodule Api.Application do
  @moduledoc false

  use Application

  @impl true
  def start(_type, _args) do
    children = [{Bandit, plug: Api.Router, port: 5050}]
    Supervisor.start_link(children, strategy: :one_for_one)
  end
end
