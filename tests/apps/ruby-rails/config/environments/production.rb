Rails.application.configure do
  config.eager_load = true
  config.force_ssl = ENV["FORCE_SSL"] == "1"
  config.secret_key_base = ENV["SECRET_KEY_BASE"]
end
