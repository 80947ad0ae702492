defmodule HelloWeb.PageController do
  use Phoenix.Controller, formats: [:json]

  def home(conn, _params), do: text(conn, "Hello from Phoenix")
  def healthz(conn, _params), do: text(conn, "ok")
  def status(conn, _params), do: json(conn, %{status: "up"})
end
