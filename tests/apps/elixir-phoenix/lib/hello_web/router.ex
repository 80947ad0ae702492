defmodule HelloWeb.Router do
  use Phoenix.Router, helpers: false

  scope "/api" do
    get "/status", HelloWeb.PageController, :status
  end

  scope "/" do
    get "/", HelloWeb.PageController, :home
    get "/healthz", HelloWeb.PageController, :healthz
  end
end
