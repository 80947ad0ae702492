defmodule Api.MixProject do
  use Mix.Project

  def project do
    [
      app: :api,
      version: "0.1.0",
      elixir: ">= 1.17.0 and < 2.0.0",
      start_permanent: Mix.env() == :prod,
      releases: releases(),
      deps: deps()
    ]
  end

  def application, do: [mod: {Api.Application, []}, extra_applications: [:logger]]

  defp deps do
    [
      {:plug, "~> 1.18"},
      {:bandit, "~> 1.8"}
    ]
  end

  defp releases do
    [
      api: [include_executables_for: [:unix]]
    ]
  end
end
