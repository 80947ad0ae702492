(* Counts letters; no "while true" here. *)
let text = "F# counts"
let letters = text |> Seq.filter System.Char.IsLetter |> Seq.length

printfn $"tally counted {letters} letters"
