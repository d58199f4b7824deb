# Draw the points of a curve: variables points (a file), lines (how many), image, axis
set terminal svg size 720,420 font "sans-serif,13" background "white"
set output image
set logscale x
set xlabel axis
set ylabel "CPU time of COPY, microseconds a row"
set yrange [0:*]
set key outside right top
set grid ytics
plot for [i = 1:lines] points index i - 1 using 1:2 with linespoints title columnheader(1)
