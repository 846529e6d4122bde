using BusinessFocus.Local.Run;

return args switch
{
    ["serve", .. var rest] => await Serve.RunAsync(rest),
    ["stop", .. var rest] => await Stop.RunAsync(rest),
    ["running", .. var rest] => Stop.IsRunning(rest),
    ["infrastructure", "--", var program, .. var rest] => await WithInfrastructure.RunAsync(program, rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("BusinessFocus.Local serve [options] | stop [--data DIR] | running [--data DIR] | infrastructure -- PROGRAM [ARGUMENTS]");
    return 2;
}
