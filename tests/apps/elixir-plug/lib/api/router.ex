defmodule Api.Router do
  use Plug.Router

  plug :match
  plug :dispatch

  get "/" do
    send_resp(conn, 200, "Hello from Plug")
  end

  match _ do
    send_resp(conn, 404, "not here")
  end
end
