defmodule HelloWeb.Endpoint do
  use Phoenix.Endpoint, otp_app: :hello

  plug Plug.Static, at: "/", from: :hello, only: ~w(assets)
  plug Plug.Parsers, parsers: [:urlencoded, :json], json_decoder: Phoenix.json_library()
  plug HelloWeb.Router
end
