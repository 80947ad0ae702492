import Config

config :hello, HelloWeb.Endpoint,
  http: [ip: {127, 0, 0, 1}, port: 4001],
  secret_key_base: String.duplicate("for development alone ", 4)
