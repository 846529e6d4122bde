using BusinessFocus.Faults;

try
{
    var broken = await FaultRun.RunAsync(Options.Parse(args), Console.WriteLine);
    return broken.Count == 0 ? 0 : 1;
}
catch (FormatException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    return 2;
}
